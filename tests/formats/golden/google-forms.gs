// Paste this into a new project on script.google.com and run makeQuiz.
const QUIZ = {
  "title": "Mini",
  "description": "A small test.",
  "items": [
    {
      "id": "talks.multiple-choice",
      "stem": "Where did \u201cA \u0026 B\u201d meet, in {short}?",
      "urls": [
        "https://example.org/a?b=1\u0026c=2"
      ],
      "options": [
        {
          "text": "Minsk",
          "right": true
        },
        {
          "text": "Brest: the \u003ccity\u003e",
          "right": false
        },
        {
          "text": "[html] ~Lida",
          "right": false
        },
        {
          "text": "=Gomel",
          "right": false
        }
      ],
      "why": "Brest: the \u003ccity\u003e: Brest: the \u003ccity\u003e is wrong: no.\n[html] ~Lida: [html] ~Lida is wrong: no.\n=Gomel: =Gomel is wrong: no.\n",
      "feedback": "They met in Minsk: 50% {sure} = #1 ~ tilde \\ slash.\nThe BBC; claimed, as of 15 September 2023.\nSource: CNN, \u201cTalks \u0026 \u003ctea\u003e\u201d, 15 September 2023"
    },
    {
      "id": "talks.sorted",
      "stem": "How many?",
      "urls": [
        "https://example.org/a?b=1\u0026c=2"
      ],
      "options": [
        {
          "text": "-3",
          "right": false
        },
        {
          "text": "5",
          "right": true
        },
        {
          "text": "12",
          "right": false
        }
      ],
      "why": "-3: -3 is wrong: no.\n12: 12 is wrong: no.\n",
      "feedback": "They met in Minsk: 50% {sure} = #1 ~ tilde \\ slash.\nThe BBC; claimed, as of 15 September 2023.\nSource: CNN, \u201cTalks \u0026 \u003ctea\u003e\u201d, 15 September 2023"
    },
    {
      "id": "talks.true-false",
      "stem": "They met in Lida.",
      "urls": [
        "https://example.org/a?b=1\u0026c=2"
      ],
      "options": [
        {
          "text": "True",
          "right": false
        },
        {
          "text": "False",
          "right": true
        }
      ],
      "why": "True: True is wrong: no.\n",
      "feedback": "They met in Minsk: 50% {sure} = #1 ~ tilde \\ slash.\nThe BBC; claimed, as of 15 September 2023.\nSource: CNN, \u201cTalks \u0026 \u003ctea\u003e\u201d, 15 September 2023"
    }
  ]
};

function makeQuiz() {
  const form = FormApp.create(QUIZ.title);
  form.setIsQuiz(true);
  form.setDescription(QUIZ.description);
  QUIZ.items.forEach(function (item) {
    const question = form.addMultipleChoiceItem();
    question.setTitle(item.stem);
    question.setPoints(1);
    question.setChoices(item.options.map(function (option) {
      return question.createChoice(option.text, option.right);
    }));
    question.setFeedbackForCorrect(feedback(item.feedback, item.urls));
    question.setFeedbackForIncorrect(feedback(item.why + item.feedback, item.urls));
  });
  Logger.log(form.getEditUrl());
}

function feedback(text, urls) {
  const told = FormApp.createFeedback().setText(text);
  urls.forEach(function (url) {
    told.addLink(url);
  });
  return told.build();
}
