import type { Json } from '@patchbay/core/json.ts';
import type { Ontology, Question } from '@patchbay/core/ontology/ontology.ts';
import type { AnsweredRow } from '../model-input.ts';
import { type Asked, listAsked, listNested } from './asked.ts';
import type { OpenAiChatConnection } from './connection.ts';
import { isPlainText } from './instructions.ts';

type JsonSchema = { [keyword: string]: Json };

/**
 * The `response_format` that holds a server to the form that the instructions describe; null where
 * plain text is wanted or the server takes none. The schema keeps to what OpenAI's strict mode, vLLM,
 * TGI and Ollama all understand: every key is required, and null where there is no answer.
 */
export function writeResponseFormat(
  ontology: Ontology,
  rowType: AnsweredRow['type'],
  wanted: OpenAiChatConnection['responseFormat'],
): Json | null {
  if (wanted === 'none' || isPlainText(ontology)) return null;
  if (wanted === 'json_object') return { type: 'json_object' };
  const schema = describeObject(listAsked(ontology, rowType));
  return { type: 'json_schema', json_schema: { name: 'answers', strict: true, schema } };
}

function describeObject(asked: readonly Asked[]): JsonSchema {
  const properties = asked.map(({ key, feature }): [string, JsonSchema] => {
    const form =
      feature.kind === 'entity'
        ? describeQuotes(feature.classifications)
        : describeQuestion(feature);
    return [key, { anyOf: [form, { type: 'null' }] }];
  });
  return describeFields(Object.fromEntries(properties));
}

function describeFields(properties: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function describeQuotes(questions: readonly Question[] | undefined): JsonSchema {
  const words = { type: ['string', 'null'] };
  const below = listNested(questions);
  const item = describeFields({
    quote: { type: 'string' },
    before: words,
    after: words,
    ...(below.length > 0 && { answers: describeObject(below) }),
  });
  return { type: 'array', items: item };
}

function describeQuestion(question: Question): JsonSchema {
  if (!('options' in question)) return { type: 'string' };
  const plain: string[] = [];
  const dependent: JsonSchema[] = [];
  for (const { value, classifications } of question.options) {
    const below = listNested(classifications);
    if (below.length === 0) plain.push(value);
    else {
      const option = { type: 'string', enum: [value] };
      dependent.push(describeFields({ option, answers: describeObject(below) }));
    }
  }
  const forms = [...(plain.length > 0 ? [{ type: 'string', enum: plain }] : []), ...dependent];
  const form = forms.length === 1 && forms[0] ? forms[0] : { anyOf: forms };
  return question.kind === 'radio' ? form : { type: 'array', items: form };
}
