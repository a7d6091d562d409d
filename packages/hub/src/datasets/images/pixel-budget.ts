/** Lets so much be decoded at once as memory has room for; the rest waits in line. */
export interface PixelBudget {
  /** Does some work for which an image of so many pixels is decoded. */
  spend<Result>(pixels: number, work: () => Promise<Result>): Promise<Result>;
}

/** An image that is larger than the whole budget is decoded alone. */
export function createPixelBudget(totalPixels: number): PixelBudget {
  const line: { readonly pixels: number; readonly begin: () => void }[] = [];
  let spent = 0;

  function letIn(): void {
    for (let next = line[0]; next; next = line[0]) {
      if (spent > 0 && spent + next.pixels > totalPixels) return;
      line.shift();
      spent += next.pixels;
      next.begin();
    }
  }

  return {
    async spend(pixels, work) {
      await new Promise<void>((begin) => {
        line.push({ pixels, begin });
        letIn();
      });
      try {
        return await work();
      } finally {
        spent -= pixels;
        letIn();
      }
    },
  };
}
