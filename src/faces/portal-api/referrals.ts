import { loggedRegistrar } from '../../access/registrations.ts';
import { type AccessLog, actEntry } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import type { Referral, Referrals } from '../../referrals/index.ts';
import { ownUnit } from './register-parts.ts';
import { actorOf, demandDone, registrarOf } from './registering.ts';
import { type Access, type ApiCall, type ApiRoute, noBody, route } from './route.ts';

interface ReferralRouteParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly referrals: Referrals;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

const clinicians: Access = ['clinician'];
/** A list shows the latest. */
const most = 100;

/**
 * Referrals of the care unit that the person works at, on either side, and how far they have come; consultations that are
 * asked of it. Each patient shown is on the access log first.
 */
export function referralRoutes({ config, referrals, accessLog }: ReferralRouteParts): readonly ApiRoute[] {
  const { name, kind, hsaId } = config.bridge;

  async function logShown(call: ApiCall<unknown>, action: string, shown: readonly Referral[]): Promise<void> {
    const by = loggedRegistrar(registrarOf(call, hsaId));
    const { careProvider, careUnit } = call.assignment;
    const reader = { careProvider: careProvider.hsaId, careUnit: careUnit?.hsaId };
    await accessLog.append(
      shown.map(({ id, patient }) =>
        actEntry({ name, kind }, { ...by, action, activity: 'Läsa', reader, patient, details: { referral: id } }),
      ),
    );
  }

  /** The one that the path names, where the person's unit is one side of it. Throws NOT_FOUND. */
  async function named(call: ApiCall<unknown>): Promise<Referral> {
    const unit = ownUnit(call.assignment);
    const found = await referrals.find(call.params.id ?? '');
    if (!found || ![found.requestingUnit, found.receivingUnit].some((side) => referrals.isSide(side, unit)))
      throw new BridgeError('NOT_FOUND');
    return found;
  }

  return [
    route({
      method: 'GET',
      path: '/referrals',
      access: clinicians,
      summary: 'The unit’s referrals, sent and received, changed last first',
      body: noBody,
      async handle(call) {
        const found = await referrals.ofUnit(ownUnit(call.assignment), { side: 'either', limit: most });
        await logShown(call, 'referral:search', found);
        return { items: found.map(shownReferral) };
      },
    }),
    route({
      method: 'GET',
      path: '/referrals/:id',
      access: clinicians,
      summary: 'One of them, with every message that was accepted for it and when it was delivered',
      body: noBody,
      async handle(call) {
        const referral = await named(call);
        await logShown(call, 'referral:read', [referral]);
        return { ...shownReferral(referral), messages: await referrals.steps(referral.id) };
      },
    }),
    route({
      method: 'GET',
      path: '/consultations',
      access: clinicians,
      summary: 'The unit’s work list of consultations at a distance',
      body: noBody,
      async handle(call) {
        const question = { side: 'receiving', consultations: true, limit: most } as const;
        const found = await referrals.ofUnit(ownUnit(call.assignment), question);
        await logShown(call, 'consultation:search', found);
        return { items: found.map(shownReferral) };
      },
    }),
    route({
      method: 'POST',
      path: '/consultations/:id/accept',
      access: clinicians,
      summary: 'Accept it: gives a relation to the patient for the time asked for, and tells the referring unit',
      body: noBody,
      async handle(call) {
        const referral = await named(call);
        const careUnit = ownUnit(call.assignment);
        // Only the unit that it was asked of may.
        if (!referrals.isSide(referral.receivingUnit, careUnit)) throw new BridgeError('NOT_FOUND');
        const { name: person } = actorOf(call, hsaId);
        const by = registrarOf(call, hsaId);
        const employee = call.session.caller.hsaId;
        const accepted = await referrals.acceptConsultation(referral, {
          by,
          careUnit,
          employee,
          name: person ?? employee,
        });
        demandDone(accepted.outcome);
        const { patient } = referral;
        const consent = accepted.proposal && { patient, ...accepted.proposal };
        return { relation: { until: accepted.until }, consent: consent ?? null };
      },
    }),
  ];
}

function shownReferral(referral: Referral) {
  const { consultation, ...rest } = referral;
  return {
    ...rest,
    said: rest.said ?? null,
    consultation: consultation && {
      until: consultation.until,
      video: consultation.video ?? null,
      consent: consultation.consent ?? null,
    },
  };
}
