/** How much may be looked at for one answer, in places of a text: what is measured does not hold up others. */
export interface Effort {
  spend(places: number): void;
  isSpent(): boolean;
}

export function createEffort(maximum: number): Effort {
  let left = maximum;
  return {
    spend(places) {
      left -= places;
    },
    isSpent: () => left < 0,
  };
}
