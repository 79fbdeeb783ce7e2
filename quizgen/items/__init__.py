"""Items: questions with their answers, made from facts, checked, drawn into a quiz and graded."""
