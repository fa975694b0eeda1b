import './warning-symbol.css';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** The five fields of the Swedish warning symbol (uppmärksamhetssymbolen), clockwise from the top. */
export const symbolFields = ['hypersensitivity', 'disease', 'communicable', 'restriction', 'unstructured'] as const;
export type SymbolField = (typeof symbolFields)[number];

/** Drawn with the fields filled that have something, and told in words beside it: the drawing alone decides nothing. */
export function WarningSymbol({ counts }: { readonly counts: Readonly<Record<SymbolField, number>> }) {
  const text = useTexts(texts);
  return (
    <figure className="warning-symbol">
      <svg viewBox="-50 -50 100 100" aria-hidden="true" className="warning-symbol__drawing">
        {symbolFields.map((field, index) => (
          <g key={field} transform={`rotate(${index * 72})`} className={counts[field] > 0 ? 'has-warning' : undefined}>
            <path d={petal} />
            <text x="0" y="-29" transform={`rotate(${-index * 72} 0 -33)`}>
              {index + 1}
            </text>
          </g>
        ))}
        <circle r="12" className={symbolFields.some((field) => counts[field] > 0) ? 'has-warning' : undefined} />
      </svg>
      <figcaption>
        <p className="warning-symbol__title">
          {text.symbol}. {text.symbolMeaning}:
        </p>
        <ol className="warning-symbol__fields">
          {symbolFields.map((field) => (
            <li key={field} className={counts[field] > 0 ? 'has-warning' : undefined}>
              {text.fields[field]}: {counts[field]} {text.shown}
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  );
}

const petal = petalPath(16, 47, 31);

/** A sector of a ring around the middle, `half` degrees to each side of straight up. */
function petalPath(inner: number, outer: number, half: number): string {
  const at = (radius: number, degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  };
  const outwards = `M ${at(inner, -half)} L ${at(outer, -half)} A ${outer} ${outer} 0 0 1 ${at(outer, half)}`;
  return `${outwards} L ${at(inner, half)} A ${inner} ${inner} 0 0 0 ${at(inner, -half)} Z`;
}
