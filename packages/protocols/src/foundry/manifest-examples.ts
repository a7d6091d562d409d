/** For each field of a manifest, what is wanted there and how it looks: for messages. */
export const manifestExamples: {
  readonly [field: string]: { readonly wanted: string; readonly example: string };
} = {
  name: { wanted: 'the name of the model, one line', example: 'name: My custom model' },
  inference_endpoint: {
    wanted: 'the http or https address that takes the POST',
    example: 'inference_endpoint: https://models.example.com/infer',
  },
  secrets: {
    wanted:
      'the token that is sent as `Authorization: Bearer …`, one line; left out where there is none',
    example: 'secrets: my_secret',
  },
  requests_per_second: {
    wanted: 'a number from 0.001 to 10000; fractions are meant',
    example: 'requests_per_second: 0.1',
  },
  description: {
    wanted: 'a text of at most 4,000 characters',
    example: 'description: Finds cats and dogs',
  },
  readme: {
    wanted: 'Markdown of at most 100,000 characters',
    example: 'readme: |\n  ### Intended use\n  Photographs of animals.',
  },
  allowed_asset_types: {
    wanted: 'a list of image, text, video, html, conversational',
    example: 'allowed_asset_types: [image]',
  },
  allowed_feature_kinds: {
    wanted:
      'a list of text, radio, checklist, rectangle, raster-segmentation, named-entity, polygon, point, line, edge',
    example: 'allowed_feature_kinds: [radio, rectangle]',
  },
  ontology: {
    wanted: 'the classes of the model, as tools and classifications',
    example: 'ontology:\n  tools:\n    - name: person\n      tool: rectangle',
  },
  'ontology.media_type': {
    wanted: 'the type of the assets: IMAGE, TEXT, VIDEO, HTML, CONVERSATIONAL',
    example: '  media_type: IMAGE',
  },
  'ontology.tools': {
    wanted: 'a list of tools',
    example: '  tools:\n    - name: person\n      tool: rectangle',
  },
  'ontology.tools.tool': {
    wanted: 'rectangle, raster-segmentation, polygon, point, line, named-entity or edge',
    example: '    - name: person\n      tool: rectangle',
  },
  'ontology.tools.name': {
    wanted: 'the name of the class',
    example: '    - name: person\n      tool: rectangle',
  },
  'ontology.tools.classifications': {
    wanted: 'a list of questions about what the tool marked',
    example:
      '    - name: person\n      tool: rectangle\n      classifications:\n        - name: note\n          type: text',
  },
  'ontology.classifications': {
    wanted: 'a list of questions',
    example:
      '  classifications:\n    - name: summary\n      instructions: summary\n      type: text',
  },
  'ontology.classifications.type': {
    wanted: 'radio, checklist or text',
    example: '    - name: summary\n      type: text',
  },
  'ontology.classifications.name': {
    wanted: 'the name of the question',
    example: '    - name: summary\n      type: text',
  },
  'ontology.classifications.instructions': {
    wanted: 'what the question asks',
    example: '    - name: summary\n      instructions: Sum up the text.\n      type: text',
  },
  'ontology.classifications.options': {
    wanted: 'a list of at least one option',
    example: '      options:\n        - label: Tench\n          value: tench',
  },
  'ontology.classifications.options.label': {
    wanted: 'what people read',
    example: '        - label: Tench\n          value: tench',
  },
  'ontology.classifications.options.value': {
    wanted: 'what the model answers',
    example: '        - label: Tench\n          value: tench',
  },
  'ontology.classifications.options.options': {
    wanted: 'a list of questions for those who choose the option',
    example:
      '        - label: Tench\n          value: tench\n          options:\n            - name: length\n              type: text',
  },
  inference_params_json_schema: {
    wanted: 'a JSON Schema of the parameters of a run',
    example:
      'inference_params_json_schema:\n  properties:\n    confidence:\n      type: number\n      default: 0.25',
  },
  'inference_params_json_schema.properties': {
    wanted: 'a block for each parameter',
    example: '  properties:\n    confidence:\n      type: number',
  },
  'inference_params_json_schema.properties.type': {
    wanted: 'string, number, integer, boolean, array, object or null',
    example: '      type: number',
  },
  'inference_params_json_schema.properties.default': {
    wanted: 'a value that type, limits and enum of the parameter allow; without quotes for numbers',
    example: '      type: number\n      default: 0.25\n      minimum: 0\n      maximum: 1',
  },
  'inference_params_json_schema.properties.enum': {
    wanted: 'a list of at least one value',
    example: '      enum: [small, large]',
  },
  'inference_params_json_schema.required': {
    wanted: 'a list of names of parameters that stand in properties',
    example: '  required:\n    - prompt',
  },
  max_tokens: { wanted: 'a whole number above 0', example: 'max_tokens: 1024' },
};

/** How the line of a key would look that stands at the top of a manifest, or at a column below it. */
export function findExample(key: string, column: number): string | undefined {
  const fields = Object.keys(manifestExamples);
  const field = fields.find((name) => (column === 0 ? name === key : name.endsWith(`.${key}`)));
  return field && manifestExamples[field]?.example;
}
