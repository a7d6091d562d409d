/** A confidence as it is shown: two digits, or a dash where the model did not say. */
export function formatConfidence(confidence: number | null): string {
  return confidence === null ? '–' : confidence.toFixed(2);
}
