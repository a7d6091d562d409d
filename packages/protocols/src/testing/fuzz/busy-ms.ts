/** How long this thread was busy so far, in milliseconds: a clock that stands while others run. */
export function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
