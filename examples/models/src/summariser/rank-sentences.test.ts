import { expect, test } from 'vitest';
import { measureSimilarity, rankSentences } from './rank-sentences.ts';

const sentence = (words: string) => ({ text: words, words: words.split(' ').filter(Boolean) });

test('ranks add up to 1, and the sentence that shares most with the others leads', () => {
  const ranks = rankSentences([
    sentence('storm harbour'),
    sentence('storm keeper harbour diary'),
    sentence('keeper diary'),
    sentence('tea biscuit'),
  ]);
  expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 6);
  expect(ranks.indexOf(Math.max(...ranks))).toBe(1);
  expect(ranks.indexOf(Math.min(...ranks))).toBe(3);
});

test('sentences that share nothing are ranked by the words that they carry', () => {
  const [short = 0, long = 0] = rankSentences([sentence('tea'), sentence('storm harbour keeper')]);
  expect(short).toBeCloseTo(0.25, 6);
  expect(long).toBeCloseTo(0.75, 6);
});

test('the order of the sentences does not change their ranks', () => {
  const sentences = ['a b c', 'b c d', 'd e', 'a e f'].map(sentence);
  const forward = rankSentences(sentences);
  const backward = rankSentences(sentences.toReversed()).toReversed();
  forward.forEach((rank, index) => {
    expect(backward[index]).toBeCloseTo(rank, 5);
  });
});

test('nothing, and sentences without words, have ranks too', () => {
  expect(rankSentences([])).toEqual([]);
  expect(rankSentences([sentence(''), sentence('')])).toEqual([0.5, 0.5]);
  expect(measureSimilarity(sentence(''), sentence(''))).toBe(0);
});
