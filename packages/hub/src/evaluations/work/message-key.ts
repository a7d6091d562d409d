/** The key of the message about an answer: another answer of the same candidate is another message. */
export function keyOfMessage(answer: {
  candidateId: string;
  dataRowId: string;
  predictionId: string | null;
}): string {
  return `${answer.candidateId}:${answer.dataRowId}:${answer.predictionId ?? 'given'}`;
}
