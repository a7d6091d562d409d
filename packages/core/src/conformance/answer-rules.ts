import type { RuleDefinition } from './rule-definition.ts';

/** Can an answer be read, and does it say what it may say? */
export const answerRules = {
  'classes-listed': {
    severity: 'error',
    depth: 'quick',
    title: 'It says which classes it knows',
    tried: 'Where the contract can ask for the classes: the list is answered and can be read.',
    remedy: 'Answer the list of classes in the form of the contract.',
  },
  'classes-any': {
    severity: 'warning',
    depth: 'quick',
    title: 'It knows at least one class',
    tried: 'The list of classes is not empty.',
    remedy:
      'List the classes that the model answers; whatever it answers now is of an unknown class.',
  },
  'classes-repeated': {
    severity: 'warning',
    depth: 'quick',
    title: 'Each class is listed once',
    tried: 'No class stands twice in the list with the same type.',
    remedy: 'List each class once for each type.',
  },
  'classes-declared': {
    severity: 'warning',
    depth: 'quick',
    title: 'The declared classes are listed',
    tried: 'The ontology that was given with the model against the list of the endpoint.',
    remedy: 'Declare what the endpoint lists, or let the endpoint list what is declared.',
  },
  'classes-unknown': {
    severity: 'error',
    depth: 'quick',
    title: 'It answers only classes that it knows',
    tried: 'The classes of all answers against the ontology, or the list of the endpoint.',
    remedy:
      'Add the class to the ontology or the list, or let the model use a name that is there. Unknown classes are kept but cannot be sent to labelling.',
  },
  'classes-spelling': {
    severity: 'warning',
    depth: 'quick',
    title: 'Names are spelt as in the ontology',
    tried: 'Classes and options that differ only by case, space or Unicode form.',
    remedy: 'Answer with the name exactly as in the ontology.',
  },
  'classes-kind': {
    severity: 'error',
    depth: 'quick',
    title: 'Annotations are of the kind of their class',
    tried: 'Answers with a class that is known, but for another kind of annotation.',
    remedy: 'Answer with the kind that is declared, or declare the class for this kind, too.',
  },
  'classes-answers': {
    severity: 'error',
    depth: 'quick',
    title: 'Questions are answered as the ontology allows',
    tried: 'Answers to radios, checklists and free texts: their form, and their options.',
    remedy:
      'Answer a radio with one option, a checklist with a list of options, and free text with a string.',
  },
  'json-valid': {
    severity: 'error',
    depth: 'quick',
    title: 'Answers are JSON',
    tried: 'Every answer to an ordinary input is read as JSON.',
    remedy:
      'Answer with JSON. HTML is usually an error page of something in front of the model; a cut end is usually a limit on sizes.',
  },
  'json-numbers': {
    severity: 'error',
    depth: 'quick',
    title: 'Numbers are numbers of JSON',
    tried: 'Whether NaN or Infinity stand in an answer.',
    remedy:
      'Replace them before writing (in Python: json.dumps(…, allow_nan=False) finds them); a confidence that is not known is left out or null.',
  },
  'json-plain': {
    severity: 'warning',
    depth: 'quick',
    title: 'The JSON has no comments and no trailing commas',
    tried: 'Whether an answer could only be read without them.',
    remedy: 'Write the answer with a JSON library instead of a template.',
  },
  'json-bare': {
    severity: 'warning',
    depth: 'quick',
    title: 'The JSON stands by itself',
    tried: 'Whether it had to be taken out of a string or a code fence.',
    remedy: 'Answer with the JSON object itself; encode it once, not twice.',
  },
  'json-keys': {
    severity: 'warning',
    depth: 'quick',
    title: 'Each key stands once in its object',
    tried: 'Whether keys are repeated: only the last one is read.',
    remedy: 'Write each key once: what stands under the others is lost.',
  },
  'json-content-type': {
    severity: 'warning',
    depth: 'quick',
    title: 'The content type says JSON',
    tried: 'The header `content-type` of every answer.',
    remedy: 'Answer with `Content-Type: application/json`.',
  },
  'json-encoding': {
    severity: 'error',
    depth: 'quick',
    title: 'Answers are encoded as they say',
    tried: 'Characters and compression of every answer.',
    remedy: 'Answer in UTF-8, plain or with one of gzip, deflate, br, zstd.',
  },
  'shape-contract': {
    severity: 'error',
    depth: 'quick',
    title: 'Answers have the shape of the contract',
    tried: 'Every answer to an ordinary input, strictly as the contract describes it.',
    remedy: 'Compare the answer at the named place with the page of the protocol, and mend it.',
  },
  'shape-envelope': {
    severity: 'warning',
    depth: 'quick',
    title: 'Everything that the contract has around an answer is there',
    tried: 'Fields that the contract wants and that can be done without: names, counts, reasons.',
    remedy: 'Send the named field: other clients of this contract may rely on it.',
  },
  'shape-fields': {
    severity: 'info',
    depth: 'quick',
    title: 'Answers have no fields that the contract does not know',
    tried: 'Fields that were ignored.',
    remedy: 'Leave the field out, or put its content where the contract has a place for it.',
  },
  'shape-labels': {
    severity: 'warning',
    depth: 'quick',
    title: 'The class is the same wherever it stands',
    tried: 'Answers that name the class twice.',
    remedy: 'Send the same class in both places.',
  },
  'shape-attributes': {
    severity: 'warning',
    depth: 'quick',
    title: 'Attributes come as a list',
    tried: 'The form of attributes.',
    remedy: 'Send attributes as a list of strings.',
  },
  'shape-reasoning': {
    severity: 'warning',
    depth: 'quick',
    title: 'Thoughts stand apart from the answer',
    tried: 'Whether a model wrote its thoughts in front of the answer.',
    remedy: 'Start the server with a parser for the reasoning of this model.',
  },
  'shape-complete': {
    severity: 'warning',
    depth: 'quick',
    title: 'Answers are complete',
    tried: 'Whether the model stopped before its end, or would not answer.',
    remedy: 'Raise the limit of tokens, or ask for a shorter answer.',
  },
} as const satisfies Record<string, RuleDefinition>;
