import type { Random } from '../render/random.ts';

/** Names, streets and towns that do not exist, for labels and receipts. */
const people = [
  'Marta Lindqvist',
  'Oskar Brandl',
  'Ines Carvalho',
  'Tomasz Wrona',
  'Aoife Brennan',
  'Jürgen Weiß',
  'Léa Fontaine',
  'Noor van Dijk',
  'Søren Holm',
  'Petra Kováčová',
];
const firms = [
  'Hollow Oak Books',
  'Kestrel Optics',
  'Brightwater Tools',
  'Lumen & Sons',
  'Papier Nord',
  'Tidewell Marine',
  'Ferrel Cycles',
  'Quillmark Press',
];
const streets = [
  'Lindenallee',
  'Quay Road',
  'Rua das Flores',
  'Mill Lane',
  'Harbour Street',
  'Am Speicher',
  'Rue du Moulin',
  'Storgatan',
  'Orchard Close',
];
const towns = [
  ['24107', 'Nordhafen', 'DE'],
  ['4710', 'Ribeira Velha', 'PT'],
  ['QH4 8LT', 'Quayle', 'GB'],
  ['8311', 'Saltvik', 'DK'],
  ['51200', 'Valmont', 'FR'],
  ['1094', 'Oosterwijk', 'NL'],
  ['39-120', 'Zielona Dolina', 'PL'],
] as const;
export const carriers = [
  { name: 'NORDHAFEN EXPRESS', short: 'NHX', colour: '#0b3a6f' },
  { name: 'Quayline Parcel', short: 'QLP', colour: '#b3202a' },
  { name: 'BLAUFUCHS', short: 'BFX', colour: '#101012' },
  { name: 'Tern & Co. Freight', short: 'TRN', colour: '#1d5f43' },
] as const;

/** A name and an address, a line each. */
export function inventAddress(random: Random, kind: 'person' | 'firm'): string[] {
  const [code, town, country] = random.pick(towns);
  return [
    random.pick(kind === 'person' ? people : firms),
    `${random.pick(streets)} ${random.integer(1, 148)}`,
    `${code} ${town}`,
    country,
  ];
}

/** The number of a parcel: the carrier's letters and twelve digits. */
export function inventTracking(random: Random, carrier: string): string {
  return `${carrier}${random.digits(12)}`;
}

/** An EAN-13 of the range that shops use among themselves (20 to 29). */
export function inventEan(random: Random): string {
  return completeEan(`2${random.digits(11)}`);
}

/** Twelve digits with the check digit of EAN-13 behind them. */
export function completeEan(digits: string): string {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Groups of characters as they are printed below a code. */
export function spaceOut(text: string, group: number): string {
  return text.match(new RegExp(`.{1,${group}}`, 'g'))?.join(' ') ?? text;
}
