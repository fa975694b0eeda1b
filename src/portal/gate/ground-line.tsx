import './gate.css';
import { Link } from 'react-router';
import type { Gate } from '../../faces/portal-api/shapes/gate.ts';
import { useMoment } from '../common/use-moment.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { useGate } from './use-gate.ts';

/** On what ground the patient's information is read, in one line beside it, and where that is changed. */
export function GroundLine() {
  const text = useTexts(texts);
  const { data: gate } = useGate();
  return (
    <nav className="ground-line not-printed" aria-label={text.title}>
      {gate && <Ground gate={gate} />}
      <Link className="ds-link" to="/patient/access">
        {text.change}
      </Link>
      <Link className="ds-link" to="/patient/blocks">
        {text.blocks}
      </Link>
    </nav>
  );
}

function Ground({ gate }: { readonly gate: Gate }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const { state, until } = gate.standing;
  if (gate.relation.state !== 'current') return <span>{text.ground.none}</span>;
  if (state === 'refused') return <span>{text.ground.refused}</span>;
  if (!gate.isLetIn || state === 'none' || state === 'unknown') return <span>{text.ground.own}</span>;
  return (
    <span>
      {text.ground[state]}
      {until && ` · ${text.until(moment(until))}`}
    </span>
  );
}
