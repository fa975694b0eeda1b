/** Real towns and their official municipality codes; everything placed in them is invented. */
export interface Town {
  readonly name: string;
  readonly municipality: string;
  /** Two digits, to be read after the county code. */
  readonly municipalityCode: string;
  readonly postalCode: string;
  /** The middle of the town, SWEREF 99 TM. */
  readonly north: number;
  readonly east: number;
}

const row = (
  name: string,
  municipalityCode: string,
  postalCode: string,
  north: number,
  east: number,
): readonly [string, Town] => [name, { name, municipality: name, municipalityCode, postalCode, north, east }];

const towns: ReadonlyMap<string, Town> = new Map([
  row('Luleå', '80', '97200', 7292302, 829410),
  row('Kiruna', '84', '98100', 7536091, 719569),
  row('Piteå', '81', '94100', 7259295, 801483),
  row('Boden', '82', '96100', 7316682, 805208),
  row('Haparanda', '83', '95300', 7331882, 916195),
  row('Jokkmokk', '10', '96200', 7395825, 713511),
  row('Umeå', '80', '90100', 7088303, 758802),
  row('Skellefteå', '82', '93100', 7193898, 782925),
  row('Lycksele', '81', '92100', 7168419, 675892),
  row('Storuman', '21', '92300', 7220926, 599266),
  row('Vännäs', '60', '91100', 7095341, 733088),
  row('Norsjö', '17', '93500', 7206159, 711913),
  row('Sundsvall', '81', '85200', 6919867, 619265),
  row('Örnsköldsvik', '84', '89100', 7023408, 686221),
  row('Härnösand', '80', '87100', 6948020, 650649),
  row('Sollefteå', '83', '88100', 7006106, 614310),
  row('Kramfors', '82', '87200', 6980942, 640911),
  row('Ånge', '60', '84100', 6932730, 533922),
]);

export function townNamed(name: string): Town {
  const town = towns.get(name);
  if (!town) throw new Error(`no town ${name} in the table`);
  return town;
}
