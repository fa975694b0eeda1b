import { systemOids } from '../../codes/index.ts';
import type { CarePlan } from '../../contracts/index.ts';
import type { Mapped } from '../mapped.ts';
import { contentOf, listedMediaType } from './attachments.ts';
import { type Context, recordedOf } from './context.ts';
import { headerFrom } from './header.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Resource } from './resources.ts';
import { signatureOf } from './signature.ts';
import { dayOrTimeOf, extensionOf, hsaIdOf, timeOf, wordsOfConcept, writingOf } from './values.ts';

type Plan = Resource<'CarePlan'>;
type Body = CarePlan['carePlanBody'];

export const carePlans: Mapping = (search, context) =>
  eachOf('CarePlan', search, (plan) => carePlanFrom(plan, context), { fetch: ['DocumentReference', 'Binary'] });

/** CarePlan → GetCarePlans 2. */
function carePlanFrom(plan: Plan, context: Context): Mapped<CarePlan> {
  const created = timeOf(plan.created);
  const { authorTime, undated } = writingOf(
    recordedOf(plan, context) ?? dayOrTimeOf(plan.created),
    plan.created,
    plan.period?.start,
    plan.meta?.lastUpdated,
  );
  const { header, beside } = headerFrom(
    plan,
    {
      subject: plan.subject,
      encounter: plan.encounter,
      author: plan.author,
      authorTime,
      ...signatureOf(plan),
      nullified: ['revoked', 'entered-in-error'].includes(plan.status ?? ''),
    },
    context,
  );
  const words = plan.category?.map(wordsOfConcept).find(Boolean);
  return {
    item: {
      carePlanHeader: { ...header, documentTitle: plan.title ?? words ?? 'Vårdplan', documentTime: created },
      carePlanBody: {
        content: contentsOf(plan, context),
        participatingCareUnitHSAId: plan.contributor?.map((contributor) => {
          const organisation = context.index.find('Organization', contributor, plan);
          const extension = hsaIdOf([contributor.identifier, ...(organisation?.identifier ?? [])]);
          return extension ? { root: systemOids.hsaId, extension } : undefined;
        }),
        typeOfCarePlanEnum: kindOf(plan),
      },
    },
    ...beside,
    undated,
  };
}

const kinds = ['SIP', 'SPLPTLRV', 'SPU', 'VP', 'HP', 'RP', 'GP', 'SVP'] as const;

function kindOf({ category = [] }: Plan): Body['typeOfCarePlanEnum'] {
  const codes = category.flatMap(({ coding = [] }) => coding.map(({ code }) => code));
  return kinds.find((kind) => codes.includes(kind));
}

/** Its documents; a plan that is words alone is a plain text. */
function contentsOf(plan: Plan, context: Context) {
  const documents = (plan.supportingInfo ?? []).flatMap((reference) => {
    const document = context.index.find('DocumentReference', reference, plan);
    const id = document && extensionOf(document, 'content-id')?.valueString;
    return (document?.content ?? []).flatMap(({ attachment }) => {
      const content = contentOf(attachment, document ?? plan, context);
      return content ? { ...content, id } : [];
    });
  });
  const contents = documents.map(({ id, mediaType, data, url }) => ({
    id,
    mediaType: listedMediaType(mediaType),
    value: data,
    reference: url,
  }));
  if (contents.length > 0 || !plan.description) return contents;
  return [{ mediaType: 'text/plain' as const, value: Buffer.from(plan.description).toString('base64') }];
}
