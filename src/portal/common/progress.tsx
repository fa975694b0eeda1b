import './progress.css';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

interface ProgressProps {
  /** What is under way. */
  readonly label: string;
  readonly done: number;
  /** 0 where that is not known yet. */
  readonly all: number;
}

/** How far something long has come. */
export function Progress({ label, done, all }: ProgressProps) {
  const text = useTexts(texts);
  return (
    <div className="progress">
      <span>
        {label}
        {all > 0 && `: ${text.of(done, all)}`}
      </span>
      {all > 0 ? <progress aria-label={label} value={done} max={all} /> : <progress aria-label={label} />}
    </div>
  );
}
