import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { PrintMark } from '../../faces/portal-api/shapes/output.ts';
import { writtenIdentity } from '../patient/identity.ts';
import { fullName } from '../patient/name.ts';
import { usePatient } from '../patient/patient.tsx';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** Prints the page once, with who, where and when on every sheet; the permit is over with it. */
export function Printing({ mark, done }: { readonly mark: PrintMark; readonly done: () => void }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { patient } = usePatient();
  useEffect(() => {
    const page = document.documentElement;
    page.dataset.printPermitted = '';
    const end = () => {
      delete page.dataset.printPermitted;
      done();
    };
    addEventListener('afterprint', end, { once: true });
    print();
    return () => {
      removeEventListener('afterprint', end);
      delete page.dataset.printPermitted;
    };
  }, [done]);
  const at = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' });
  const reader = [mark.reader, mark.title].filter(Boolean).join(', ');
  const whom = [patient.name && fullName(patient.name), writtenIdentity(patient.identity)].filter(Boolean).join(', ');
  const frame = document.querySelector('.patient-frame');
  return (
    frame &&
    createPortal(
      <p className="print-mark">
        <span>
          {whom}. {text.mark(reader, mark.unit, at.format(new Date(mark.at)))}. {text.warning}
        </span>
      </p>,
      frame,
    )
  );
}
