from hypothesis import settings

settings.register_profile("steady", deadline=None)  # a slow machine is no fault
settings.load_profile("steady")
