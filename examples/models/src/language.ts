import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

/** English tokens, sentences, stems, entities and sentiment. Loaded once: it takes half a second. */
export const english = winkNLP(model);
