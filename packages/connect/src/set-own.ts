/** Sets a field of an object that was made here; it may be called `__proto__`, and is one then. */
export function setOwn<Value>(object: { [name: string]: Value }, name: string, value: Value): void {
  if (name !== '__proto__') object[name] = value;
  else
    Object.defineProperty(object, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}
