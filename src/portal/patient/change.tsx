import { Dialog, Heading } from '@digdir/designsystemet-react';
import { useTexts } from '../texts/language.tsx';
import { PatientSearch } from './search.tsx';
import { texts } from './texts.ts';

/** Another patient is looked for while this one is still open: what is being read is left when she has been confirmed. */
export function ChangePatient({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(texts);
  return (
    <Dialog open closeButton={text.cancel} onClose={onClose} aria-labelledby="change-patient">
      <div className="stack">
        <Heading id="change-patient" level={2} data-size="sm">
          {text.change}
        </Heading>
        <PatientSearch autoFocus />
      </div>
    </Dialog>
  );
}
