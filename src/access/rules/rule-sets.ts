import type { RuleSetId } from '../decision.ts';
import { type Citations, patientDataAct, regulation2016, sharedRecordsAct } from './citations.ts';
import { content, type Line, mapCells, type RecordRules, recordRules, wholeRow } from './record-rules.ts';

/** What a law makes of records, from a day on. */
export interface RuleSet {
  readonly id: RuleSetId;
  readonly law: Citations;
  readonly records: RecordRules;
}

/** A rule set and the instant from which it is the law of the day, in ISO 8601. */
interface Edition {
  readonly from: string;
  readonly rules: RuleSet;
}

/** Which law is to decide, as the configuration says; see `access.rules`. */
export interface RuleChoice {
  readonly rules: 'by-date' | 'ehds-draft';
  readonly vitalInterestsOpenRestricted: boolean;
}

const svod2023: RuleSet = { id: 'svod-2023', law: sharedRecordsAct, records: recordRules(sharedRecordsAct) };

/** Midnights in Sweden. The day on which incapacity came is not settled; see docs/decisions. */
const editions: readonly [Edition, ...Edition[]] = [
  { from: '2008-07-01T00:00:00+02:00', rules: withoutIncapacity(pdl2008(patientDataAct)) },
  { from: '2014-10-01T00:00:00+02:00', rules: pdl2008({ ...patientDataAct, incapacity: 'PDL 6:3 a' }) },
  {
    from: '2017-03-01T00:00:00+01:00',
    rules: pdl2008({ ...patientDataAct, ...regulation2016, incapacity: 'PDL 6:3 a' }),
  },
  { from: '2023-01-01T00:00:00+01:00', rules: svod2023 },
];

const drafts: Readonly<Record<Exclude<RuleSetId, 'pdl-2008' | 'svod-2023'>, RuleSet>> = {
  'ehds-draft': { ...svod2023, id: 'ehds-draft', records: hidingRestrictions(svod2023.records, false) },
  'ehds-draft-vital-interests': {
    ...svod2023,
    id: 'ehds-draft-vital-interests',
    records: hidingRestrictions(svod2023.records, true),
  },
};

/** The rules that decide at an instant. Before there was a law to share records under, the oldest and strictest. */
export function ruleSetAt(at: Date, { rules, vitalInterestsOpenRestricted }: RuleChoice): RuleSet {
  if (rules === 'ehds-draft') return drafts[vitalInterestsOpenRestricted ? 'ehds-draft-vital-interests' : 'ehds-draft'];
  return inForce(editions, at);
}

/** The rules under which something was decided then, so that it is explained by the rules of its day. */
export function ruleSetOf(id: RuleSetId, at: Date): RuleSet {
  if (id !== 'pdl-2008' && id !== 'svod-2023') return drafts[id];
  return inForce(
    editions.filter(({ rules }) => rules.id === id),
    at,
  );
}

function inForce(candidates: readonly Edition[], at: Date): RuleSet {
  const current = candidates.findLast(({ from }) => Date.parse(from) <= at.getTime());
  return (current ?? candidates[0] ?? editions[0]).rules;
}

/** Chapter 6 of patientdatalagen: as today, without social care. */
function pdl2008(law: Citations): RuleSet {
  const excluded = wholeRow({ shown: 'nothing', code: 'PURPOSE_NOT_ALLOWED', ground: law.socialCare });
  const records = mapCells(recordRules(law), (cell, line) => (line.includes('/social-care-') ? excluded.none : cell));
  return { id: 'pdl-2008', law, records };
}

function withoutIncapacity(rules: RuleSet): RuleSet {
  const without = rules.records['other-provider/consent-none'];
  return {
    ...rules,
    records: {
      ...rules.records,
      'other-provider/incapable-declared': without,
      'other-provider/incapable-opened': without,
    },
  };
}

/**
 * Regulation (EU) 2025/327 on the European Health Data Space: that access is restricted is not visible to whoever reads
 * (article 8), and vital interests may open what is restricted where national law says so (article 11).
 */
function hidingRestrictions(records: RecordRules, vitalInterestsOpen: boolean): RecordRules {
  const opened: readonly Line[] = ['own-provider/emergency-opened', 'other-provider/emergency-opened'];
  return mapCells(records, (cell, line) => {
    if (cell.shown !== 'blocked-exists' && cell.shown !== 'blocker-named') return cell;
    if (vitalInterestsOpen && opened.includes(line)) return content('EHDS 11');
    return { ...cell, shown: 'nothing', ground: 'EHDS 8' };
  });
}
