import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import { type Contract, contracts, getDiagnosis2 } from '../../src/contracts/index.ts';
import { isIndicator, tellOfDecision, tellOfRefusal } from '../../src/faces/decision-headers.ts';
import { answerIssues } from '../../src/faces/fhir/answer-issues.ts';
import type { TypeAnswer } from '../../src/faces/npo/answers.ts';
import { detailsOf, tellsOfMore } from '../../src/faces/npo/details.ts';
import { writeAnswer } from '../../src/faces/soap/answer.ts';
import { AccessRefused, type OverviewAnswer } from '../../src/overview/index.ts';
import { informationTypeNamed } from '../../src/riv13606/index.ts';

const access: OverviewAnswer['access'] = {
  entry: 'e-1',
  emergency: false,
  lacking: [],
  holders: [],
  blockers: [],
  ownUnits: [],
};
const blocked = { records: [], coverage: [], notes: ['blocked-exists'], access } as const;
const inEmergency = { ...access, emergency: true, holders: ['SE1-A', 'SE1-A'], blockers: ['SE1-B'] };

describe('that there is more than is shown', () => {
  it('is said over FHIR as suppressed, without number or owner', () => {
    expect(answerIssues(['blocked-exists', 'unblocked-exists'], [access])).toEqual([
      {
        severity: 'information',
        code: 'suppressed',
        details: { text: expect.stringContaining('blocked information') },
      },
      {
        severity: 'information',
        code: 'suppressed',
        details: { text: expect.stringContaining('consent is required') },
      },
    ]);
  });

  it('says what the reader lacks, each once', () => {
    const lacking = [{ code: 'RIGHT_MISSING', detail: 'Läsa;dia;SJF' }] as const;
    const texts = answerIssues(
      [],
      [
        { ...access, lacking },
        { ...access, lacking },
      ],
    ).map(({ details }) => details?.text);
    expect(texts).toEqual([expect.stringContaining('(Läsa;dia;SJF)')]);
  });

  it('names holders and those who blocked where the gate lets it, each once', () => {
    const texts = answerIssues([], [inEmergency, undefined]).map(({ details }) => details?.text);
    expect(texts).toEqual([
      'Uppgifter finns hos SE1-A. / There is information from SE1-A.',
      'Spärrade uppgifter finns hos SE1-B. / Information is blocked by SE1-B.',
    ]);
  });

  it('is said over NPÖ as information, and not that there is nothing', () => {
    const answers = [{ type: informationTypeNamed('dia'), answer: blocked } as unknown as TypeAnswer];
    expect(detailsOf(answers)).toMatchObject([{ kind: 'I', text: expect.stringContaining('spärrade uppgifter') }]);
    expect(tellsOfMore(answers)).toBe(true);
    const silent = [{ ...answers[0], answer: { ...blocked, notes: [] } } as unknown as TypeAnswer];
    expect(tellsOfMore(silent)).toBe(false);
  });

  it('is said in RIV-TA in the result, where the contract has one', () => {
    const aggregate = { coverage: [], personRegister: '' };
    for (const contract of contracts as readonly Contract[]) {
      const xml = writeAnswer(contract, blocked, aggregate, new Date(), 'log-1').toString();
      expect(xml.includes('spärrade uppgifter'), contract.id).toBe(contract.hasResult);
    }
    const usual = writeAnswer(getDiagnosis2 as unknown as Contract, { records: [] }, aggregate, new Date(), 'log-1');
    expect(usual.toString()).not.toContain('spärrade');
  });

  it('stands with the id of the decision in headers, each once, also of refusals', () => {
    const headers = new Map<string, string>();
    const reply = {
      getHeader: (name: string) => headers.get(name),
      header: (name: string, value: string) => headers.set(name, value),
    } as unknown as FastifyReply;
    tellOfDecision(reply, blocked);
    tellOfDecision(reply, { ...blocked, access: { ...access, entry: 'e-2' } });
    tellOfRefusal(reply, new AccessRefused('NO_RELATION', undefined, 'e-3'));
    expect(Object.fromEntries(headers)).toEqual({
      'x-norrbryggan-decision': 'e-1, e-2, e-3',
      'x-norrbryggan-more': 'blocked-exists',
    });
    expect(isIndicator('no-person-register')).toBe(false);
  });
});
