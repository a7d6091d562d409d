/**
 * Loaded before a hub (`node --import`): at SIGUSR2 a promise fails for which nobody waits, then an exception is
 * thrown that nobody catches. Both carry what TOLD_IN_CRASH says, as an error carries what was at hand.
 */
process.on('SIGUSR2', () => {
  const told = process.env.TOLD_IN_CRASH;
  void Promise.reject(new Error(`Refused: authorization: Bearer ${told}`));
  setTimeout(() => {
    throw new Error(`Header ${JSON.stringify(told)} is not valid`, {
      cause: new Error(`at the root: ${encodeURIComponent(String(told))}`),
    });
  }, 100);
});
