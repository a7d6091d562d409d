/**
 * Loaded before a worker (`node --import`): a clock of the machine that is an hour ahead in one second and
 * an hour behind in the next. What only goes forward (`performance.now`, timers) is left alone, as a system does.
 */
const hourMs = 3_600_000;
const now = Date.now;
let aheadMs = hourMs;
setInterval(() => {
  aheadMs = -aheadMs;
}, 1000).unref();

Date.now = () => now() + aheadMs;
globalThis.Date = new Proxy(Date, {
  construct: (right, values) =>
    Reflect.construct(right, values.length === 0 ? [Date.now()] : values),
});
