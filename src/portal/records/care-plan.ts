import type { CarePlan } from '../../contracts/get-care-plans-2.ts';
import { summaryHeader } from './header.ts';
import { attachment, line, listed, meaningOf, text } from './said.ts';
import type { Term } from './terms.ts';
import type { Teller } from './told.ts';

/** TypeOfCarePlanEnum. */
const kinds: Readonly<Record<string, Term>> = {
  SIP: 'planCoordinated',
  SPLPTLRV: 'planCompulsory',
  SPU: 'planDischarge',
  VP: 'planCare',
  HP: 'planHabilitation',
  RP: 'planRehabilitation',
  GP: 'planImplementation',
  SVP: 'planStandardised',
};

/** GetCarePlans 2 (vård- och omsorgsplaner): documents, one or several to a plan. */
export const carePlan: Teller<CarePlan> = ({ carePlanHeader: header, carePlanBody: body }) => {
  const kind = body.typeOfCarePlanEnum;
  return [
    {
      header: summaryHeader(header),
      title: text(header.documentTitle),
      term: meaningOf(kind, kinds) ?? 'plan',
      time: header.documentTime ?? header.accountableHealthcareProfessional.authorTime,
      details: [
        ...listed('typeOfPlan', kind, kinds),
        ...(body.participatingCareUnitHSAId ?? []).flatMap(({ root, extension }) =>
          line('participatingUnit', extension ?? root, { tellsPlace: true }),
        ),
      ],
      bodies: (body.content ?? []).flatMap((file) => attachment(file)),
    },
  ];
};
