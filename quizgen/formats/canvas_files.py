"""The files of a Canvas package that stand around the quiz: its manifest and its settings."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from quizgen.bank.deck import Deck
from quizgen.formats.xml_text import add, html_text, xml_bytes

MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"
SETTINGS = "http://canvas.instructure.com/xsd/cccv1p0"
FALSE_QUIZ = ("require_lockdown_browser", "require_lockdown_browser_for_results",
              "require_lockdown_browser_monitor")


def manifest(deck: Deck, name: str) -> bytes:
    """What is in the package, whose it is and of when: the deck's last day, never the build's."""
    root = ET.Element("manifest", {"identifier": f"{name}_manifest", "xmlns": MANIFEST,
                                   "xmlns:imsmd": METADATA})
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    lom = add(metadata, "imsmd:lom")
    title = add(add(lom, "imsmd:general"), "imsmd:title")
    add(title, "imsmd:string", f"{deck.header.title}, {deck.version}")
    date = add(add(add(lom, "imsmd:lifeCycle"), "imsmd:contribute"), "imsmd:date")
    add(date, "imsmd:dateTime", str(deck.digests[-1].date.last_day))
    rights = add(lom, "imsmd:rights")
    add(add(rights, "imsmd:copyrightAndOtherRestrictions"), "imsmd:value", "yes")
    add(add(rights, "imsmd:description"), "imsmd:string",
        f"{', '.join(deck.header.authors)}: {deck.header.licence}")
    add(root, "organizations")
    resources = add(root, "resources")
    quiz = add(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
    add(quiz, "file", href=f"{name}/{name}.xml")
    add(quiz, "dependency", identifierref=f"{name}_settings")
    settings = add(resources, "resource", identifier=f"{name}_settings",
                   type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
                   href=f"{name}/assessment_meta.xml")
    add(settings, "file", href=f"{name}/assessment_meta.xml")
    return xml_bytes(root)


def assessment_meta(deck: Deck, name: str, points: int) -> bytes:
    """The quiz's settings: for practice, unpublished, with the answers shown afterwards."""
    quiz = ET.Element("quiz", identifier=name, xmlns=SETTINGS)
    fields = {
        "title": deck.header.title, "description": html_text(deck.header.description),
        "shuffle_answers": "false", "scoring_policy": "keep_highest", "hide_results": "",
        "quiz_type": "assignment", "points_possible": f"{points:.1f}",
        **dict.fromkeys(FALSE_QUIZ, "false"), "lockdown_browser_monitor_data": "",
        "show_correct_answers": "true", "anonymous_submissions": "false",
        "could_be_locked": "false", "allowed_attempts": "1", "one_question_at_a_time": "false",
        "cant_go_back": "false", "available": "false", "one_time_results": "false",
        "show_correct_answers_last_attempt": "false", "only_visible_to_overrides": "false",
        "module_locked": "false",
    }
    for tag, value in fields.items():
        add(quiz, tag, value)
    _add_assignment(quiz, deck, name, points)
    add(quiz, "assignment_group_identifierref", f"{name}_assignments")
    add(quiz, "assignment_overrides")
    return xml_bytes(quiz)


def _add_assignment(quiz: ET.Element, deck: Deck, name: str, points: int) -> None:
    assignment = add(quiz, "assignment", identifier=f"{name}_assignment")
    no = "false"
    fields = {
        "title": deck.header.title, "due_at": "", "lock_at": "", "unlock_at": "",
        "module_locked": no, "workflow_state": "unpublished", "assignment_overrides": "",
        "quiz_identifierref": name, "allowed_extensions": "", "has_group_category": no,
        "points_possible": f"{points:.1f}", "grading_type": "points", "all_day": no,
        "submission_types": "online_quiz", "position": "1", "turnitin_enabled": no,
        "vericite_enabled": no, "peer_review_count": "0", "peer_reviews": no,
        "automatic_peer_reviews": no, "anonymous_peer_reviews": no,
        "grade_group_students_individually": no, "freeze_on_copy": no,
        "omit_from_final_grade": no, "intra_group_peer_reviews": no,
        "only_visible_to_overrides": no, "post_to_sis": no, "moderated_grading": no,
        "grader_count": "0", "grader_comments_visible_to_graders": "true",
        "anonymous_grading": no, "graders_anonymous_to_graders": no,
        "grader_names_visible_to_final_grader": "true",
        "anonymous_instructor_annotations": no,
    }
    for tag, value in fields.items():
        add(assignment, tag, value)
    add(add(assignment, "post_policy"), "post_manually", no)
