import type { CountyCode } from '../../../faces/portal-api/shapes/directory.ts';

/**
 * The three counties, drawn by hand for this map after what is generally known of rivers, coasts, mountains and towns: a
 * sketch, some kilometres wrong here and there, and not for finding one's way. Each stretch is drawn once, so that
 * neighbours share it. Points are `east,north` in kilometres, SWEREF 99 TM.
 */

/** East and north in kilometres, SWEREF 99 TM. */
export type Point = readonly [east: number, north: number];

/** From the county border by the sea, past Piteå and Luleå, to the Torne river. */
const norrbottenCoast = points(
  '802,7232 805,7241 809,7247 803,7252 802,7260 810,7258 812,7267 812,7275 824,7279 827,7288 836,7286 ' +
    '842,7293 837,7304 832,7311 834,7321 847,7319 851,7328 861,7319 871,7315 875,7324 886,7320 899,7325 ' +
    '916,7326',
);
/** Up the Torne, Muonio and Könkämä rivers to the cairn of the three realms. */
const finland = points(
  '917,7336 908,7349 901,7365 893,7372 886,7391 893,7409 894,7436 890,7465 876,7480 877,7495 864,7507 ' +
    '858,7520 859,7540 863,7557 839,7571 835,7584 818,7602 805,7610 788,7617 774,7625 754,7640 737,7655 ' +
    '721,7671',
);
/** Along the mountains, past Riksgränsen and Sulitelma. */
const norwayNorth = points(
  '709,7667 713,7655 713,7641 705,7622 711,7610 702,7605 704,7591 680,7601 661,7607 647,7603 639,7610 ' +
    '628,7595 631,7568 621,7560 615,7544 598,7550 594,7556 584,7541 571,7535 565,7521 564,7501 550,7490 ' +
    '548,7479 558,7463 560,7443 559,7430 545,7415 540,7393 522,7376 522,7351',
);
/** Further along them, past Umbukta. */
const norwaySouth = points('505,7338 483,7336 480,7314 479,7287 477,7259 478,7242 469,7222');
/** From the mountains to the sea, between the Pite and Skellefte rivers. */
const norrbottenVasterbotten = points(
  '522,7351 547,7345 570,7330 593,7316 617,7300 636,7281 655,7268 674,7256 695,7253 721,7252 740,7249 ' +
    '759,7242 781,7241 802,7232',
);
/** From Stekenjokk to where the three counties meet. */
const vasterbottenJamtland = points(
  '469,7222 479,7211 487,7195 499,7181 507,7162 524,7151 539,7137 556,7120 563,7103 576,7096',
);
/** From there to the sea south of Nordmaling. */
const vasterbottenVasternorrland = points(
  '576,7096 593,7095 610,7088 627,7094 647,7093 664,7090 677,7078 695,7072 703,7059 709,7048 715,7043',
);
/** Northwards, past Umeå and the cape of Bjuröklubb. */
const vasterbottenCoast = points(
  '715,7043 721,7051 725,7054 733,7043 738,7050 742,7059 750,7065 762,7070 764,7080 772,7078 783,7090 ' +
    '782,7101 789,7113 793,7126 800,7143 807,7155 816,7167 807,7175 801,7186 802,7199 794,7206 797,7215 ' +
    '797,7223 802,7232',
);
/** Southwards, around Ramsele and Ånge. */
const vasternorrlandJamtland = points(
  '576,7096 564,7081 553,7064 552,7044 560,7025 578,7014 593,7000 594,6985 581,6973 566,6966 554,6955 ' +
    '538,6950 518,6947 503,6935 489,6930 491,6917 505,6905',
);
/** From the inland to the sea south of Sundsvall. */
const vasternorrlandGavleborg = points('505,6905 523,6908 542,6903 562,6897 583,6900 602,6895 615,6889 628,6890');
/** Northwards, past Sundsvall, Härnösand and the High Coast. */
const vasternorrlandCoast = points(
  '628,6890 636,6903 627,6910 622,6918 629,6919 632,6927 624,6929 634,6938 646,6944 655,6941 658,6951 ' +
    '649,6958 648,6972 658,6969 667,6973 678,6985 673,6994 679,7004 686,7011 688,7020 700,7014 709,7028 ' +
    '715,7043',
);

/** Each county's border, all the way round. */
export const outlines: Readonly<Record<CountyCode, readonly Point[]>> = {
  '25': [...norrbottenCoast, ...finland, ...norwayNorth, ...norrbottenVasterbotten],
  '24': [
    ...norwaySouth,
    ...vasterbottenJamtland,
    ...vasterbottenVasternorrland,
    ...vasterbottenCoast,
    ...norrbottenVasterbotten.toReversed(),
  ],
  '22': [
    ...vasterbottenVasternorrland,
    ...vasternorrlandCoast.toReversed(),
    ...vasternorrlandGavleborg.toReversed(),
    ...vasternorrlandJamtland.toReversed(),
  ],
};

export interface Town {
  readonly name: string;
  readonly at: Point;
  /** The name stands to the left of it, where there is room. */
  readonly isLeft?: true;
}

/** So that one sees where one is. */
export const towns: readonly Town[] = [
  { name: 'Kiruna', at: [720, 7536] },
  { name: 'Gällivare', at: [745, 7457] },
  { name: 'Pajala', at: [861, 7479], isLeft: true },
  { name: 'Jokkmokk', at: [714, 7396] },
  { name: 'Arvidsjaur', at: [693, 7281] },
  { name: 'Haparanda', at: [916, 7332], isLeft: true },
  { name: 'Boden', at: [805, 7317], isLeft: true },
  { name: 'Luleå', at: [829, 7292] },
  { name: 'Piteå', at: [801, 7259] },
  { name: 'Skellefteå', at: [783, 7194] },
  { name: 'Storuman', at: [599, 7221] },
  { name: 'Vilhelmina', at: [579, 7168], isLeft: true },
  { name: 'Lycksele', at: [676, 7168] },
  { name: 'Umeå', at: [759, 7088] },
  { name: 'Örnsköldsvik', at: [686, 7023] },
  { name: 'Sollefteå', at: [614, 7006], isLeft: true },
  { name: 'Kramfors', at: [641, 6981] },
  { name: 'Härnösand', at: [651, 6948] },
  { name: 'Sundsvall', at: [619, 6920] },
  { name: 'Ånge', at: [534, 6933] },
];

function points(written: string): readonly Point[] {
  return written.split(' ').map((pair) => {
    const [east = 0, north = 0] = pair.split(',').map(Number);
    return [east, north];
  });
}
