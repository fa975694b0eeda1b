/** OIDs of the kinds of identity that every system may know. */
export const identityKinds = {
  /** Personnummer, folkbokföringslagen (1991:481) 18 §. */
  personalNumber: '1.2.752.129.2.1.3.1',
  /** Samordningsnummer, lag 2022:1697. */
  coordinationNumber: '1.2.752.129.2.1.3.3',
  /** Nationellt reservnummer (NRID). */
  nationalReserveNumber: '1.2.752.74.9.1',
} as const;

/** An id that is only unique inside the record system whose HSA-id it begins with. */
export const localId = '1.2.752.129.2.1.2.1';

/** A series of reserve numbers (lokala reservnummer) of one organisation. */
export interface ReserveSeries {
  readonly owner: string;
  /** Ten digits, for the owners whose systems this bridge may meet. */
  readonly organisation: string | undefined;
  readonly shape: RegExp;
  /** The digits that modulus 10 holds for, where the series has a check digit. */
  readonly checked?: (id: string) => string;
}

/** Regions of which only the OID is published. */
const anyShape = /^[0-9A-Z][0-9A-Z-]{3,31}$/;

/** Västra Götaland writes a letter where others have the first digit of the birth number. */
const letterValues: Readonly<Record<string, string>> = { K: '5', M: '7', X: '8' };

/** Reserve numbers of regions by their OID. Norrbotten and Västerbotten have published none. */
export const reserveSeries: ReadonlyMap<string, ReserveSeries> = new Map([
  [
    '1.2.752.97.3.1.3',
    {
      owner: 'Region Stockholm',
      organisation: undefined,
      shape: /^99[0-9]{10}$/,
      checked: (id: string) => id.slice(4),
    },
  ],
  [
    '1.2.752.113.11.0.2.1.1.1',
    {
      owner: 'Västra Götalandsregionen',
      organisation: undefined,
      shape: /^(18|19|20)[0-9]{6}[KMX][0-9]{3}$/,
      checked: (id: string) => id.slice(2).replace(/[KMX]/, (letter) => letterValues[letter] ?? ''),
    },
  ],
  ['1.2.752.74.9.2', { owner: 'Region Värmland', organisation: undefined, shape: anyShape }],
  ['1.2.752.74.9.3', { owner: 'Region Örebro län', organisation: undefined, shape: anyShape }],
  ['1.2.752.74.9.4', { owner: 'Region Skåne', organisation: undefined, shape: anyShape }],
  ['1.2.752.219.1.10.10.1', { owner: 'Region Skåne', organisation: undefined, shape: anyShape }],
  ['1.2.752.74.9.5', { owner: 'Region Blekinge', organisation: undefined, shape: anyShape }],
  [
    '1.2.752.269.1.1',
    { owner: 'Region Västernorrland', organisation: '2321000206', shape: /^[0-9]{8}[0-9]{3}[0-9A-Z]$/ },
  ],
  ['1.2.752.266.1.1.1', { owner: 'Region Sörmland', organisation: undefined, shape: anyShape }],
  ['1.2.752.266.1.1.2', { owner: 'Region Sörmland', organisation: undefined, shape: anyShape }],
  // Carelink's, from before the national numbers: the day is 32–59.
  [
    '1.2.752.129.2.1.3.2',
    { owner: 'Inera', organisation: '5565594230', shape: /^(18|19|20)[0-9]{4}(3[2-9]|[45][0-9])[0-9]{4}$/ },
  ],
]);
