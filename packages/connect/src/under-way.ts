/** Counts calls from their beginning to their end. */
export interface UnderWay {
  begin(): void;
  end(): void;
  /** Resolves when none is under way. */
  allEnded(): Promise<void>;
}

/** A count alone: a set of all promises would be a table that is outgrown and copied again and again. */
export function countUnderWay(): UnderWay {
  let count = 0;
  let ended = Promise.withResolvers<void>();
  ended.resolve();
  return {
    begin() {
      if (count === 0) ended = Promise.withResolvers();
      count += 1;
    },
    end() {
      count -= 1;
      if (count === 0) ended.resolve();
    },
    allEnded: () => ended.promise,
  };
}
