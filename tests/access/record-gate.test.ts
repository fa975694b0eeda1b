import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRecord, type RecordGate, type WithholdingReason } from '../../src/access/index.ts';
import { withholdingReasons } from '../../src/access/record-gate.ts';
import type { BridgeRecord, RecordHeader } from '../../src/contracts/index.ts';

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const earlier = { id: '196109732393', type: '1.2.752.129.2.1.3.3' };
const gate: RecordGate = {
  patients: [patient, earlier],
  source: 'SE2321000230-DEMOVAS',
  gate: 'consumer',
  forbidsNullified: true,
};
const citizen: RecordGate = { ...gate, gate: 'patient' };
const header: RecordHeader = {
  documentId: 'd-1',
  sourceSystem: 'SE2321000230-DEMOVAS',
  patient,
  time: '20240101000000',
  careUnit: 'SE2321000230-DEMOVE',
  careProvider: 'SE2321000230-DEMOVG',
  approvedForPatient: true,
  nullified: false,
};
const record = (change: Partial<RecordHeader> = {}): BridgeRecord => ({
  contract: 'GetDiagnosis:2',
  header: { ...header, ...change },
  data: {},
});

const reasons: [WithholdingReason, string, BridgeRecord, RecordGate][] = [
  ['broken', 'a record against its contract', { ...record(), problems: ['x is missing'] }, gate],
  ['other-patient', 'another patient', record({ patient: { ...patient, id: '189002029800' } }), gate],
  ['other-patient', 'the same digits of another kind', record({ patient: { ...patient, type: '1.2.3' } }), gate],
  ['other-patient', 'no patient', record({ patient: { id: '', type: '' } }), gate],
  ['other-source', 'another system', record({ sourceSystem: 'SE2321000222-DEMONCS' }), gate],
  ['other-source', 'no system', record({ sourceSystem: '' }), gate],
  ['nullified', 'a withdrawn record', record({ nullified: true }), gate],
  ['no-care-unit', 'no care unit', record({ careUnit: undefined }), gate],
  ['no-care-provider', 'no care provider', record({ careProvider: undefined }), gate],
  ['not-approved-for-patient', 'one not meant for the patient', record({ approvedForPatient: false }), citizen],
];

describe('the record gate', () => {
  it.each(reasons)('says %s of %s', (reason, _what, judged, at) => {
    expect(judgeRecord(judged, at)).toBe(reason);
  });

  it('has a case here for every reason there is', () => {
    // Of translation the gate knows nothing.
    expect(new Set([...reasons.map(([reason]) => reason), 'not-expressible'])).toEqual(new Set(withholdingReasons));
  });

  it.each<[string, BridgeRecord, RecordGate]>([
    ['a whole record to a consumer', record(), gate],
    ['a whole record to the patient', record(), citizen],
    ['what is kept under an earlier number', record({ patient: earlier }), gate],
    ['to a consumer what the patient may not see', record({ approvedForPatient: false }), gate],
    ['a system’s own record whatever the case of its id', record({ sourceSystem: 'se2321000230-demovas' }), gate],
    [
      'a withdrawn record where the contract sends them',
      record({ nullified: true }),
      { ...gate, forbidsNullified: false },
    ],
  ])('shows %s', (_what, judged, at) => {
    expect(judgeRecord(judged, at)).toBe('show');
  });

  it('never shows more of a record that tells less of itself', () => {
    const less: Partial<RecordHeader>[] = [
      { careUnit: undefined },
      { careProvider: undefined },
      { approvedForPatient: false },
      { sourceSystem: '' },
      { patient: { id: '', type: '' } },
    ];
    const some = fc.record({
      sourceSystem: fc.constantFrom(header.sourceSystem, 'SE2321000222-DEMONCS'),
      patient: fc.constantFrom(patient, { ...patient, id: '189002029800' }),
      careUnit: fc.constantFrom(header.careUnit, undefined),
      careProvider: fc.constantFrom(header.careProvider, undefined),
      approvedForPatient: fc.boolean(),
      nullified: fc.boolean(),
    });
    const gates = fc.record({
      patients: fc.constantFrom([patient], [earlier, patient]),
      source: fc.constant(gate.source),
      gate: fc.constantFrom('consumer' as const, 'patient' as const),
      forbidsNullified: fc.boolean(),
    });
    fc.assert(
      fc.property(some, fc.constantFrom(...less), gates, (change, lost, at) => {
        const shown = judgeRecord(record(change), at) === 'show';
        return shown || judgeRecord(record({ ...change, ...lost }), at) !== 'show';
      }),
    );
  });

  it('shows the patient nothing that a consumer would not be shown', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.option(fc.constant('U'), { nil: undefined }),
        (approved, withdrawn, unit) => {
          const judged = record({ approvedForPatient: approved, nullified: withdrawn, careUnit: unit });
          return judgeRecord(judged, citizen) !== 'show' || judgeRecord(judged, gate) === 'show';
        },
      ),
    );
  });
});
