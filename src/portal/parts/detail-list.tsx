import './detail-list.css';
import { Place } from '../places/place.tsx';
import type { Detail } from '../records/item.ts';
import { labels } from '../records/labels.ts';
import { terms } from '../records/terms.ts';
import { useTexts } from '../texts/language.tsx';

/** Lines of detail, each with its label. */
export function DetailList({ details }: { readonly details: readonly Detail[] }) {
  const label = useTexts(labels);
  if (details.length === 0) return null;
  return (
    <dl className="details">
      {details.map((detail, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an item never change places, and two may say the same
        <div key={index} className="details__line">
          <dt>
            {label[detail.label]}
            {detail.about && <span className="details__about"> – {detail.about}</span>}
          </dt>
          <dd>
            <DetailValue detail={detail} />
            {detail.code && <span className="details__code"> ({detail.code})</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function DetailValue({ detail: { value, term, tellsPlace } }: { readonly detail: Detail }) {
  const known = useTexts(terms);
  const said = term ? known[term] : value;
  return tellsPlace ? <Place>{said}</Place> : said;
}
