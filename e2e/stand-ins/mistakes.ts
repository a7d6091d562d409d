/**
 * Loaded before a worker (`node --import`): a reader of JSON with mistakes in it. Of one answer a promise
 * fails for which nobody waits, of another an exception is thrown that nobody catches.
 */
const parse = JSON.parse;
JSON.parse = (text, reviver) => {
  if (String(text).includes('a promise that fails'))
    void Promise.reject(new Error('Nobody waits.'));
  if (String(text).includes('an exception')) {
    setImmediate(() => {
      throw new Error('Nobody catches.');
    });
  }
  return parse(text, reviver);
};
