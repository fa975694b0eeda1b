import { Paragraph } from '@digdir/designsystemet-react';
import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { useTexts } from '../../texts/language.tsx';
import { FindButton } from '../find-button.tsx';
import { texts } from './texts.ts';

/** The certificate that was presented, accepted or not. */
export function CertificateFacts({ certificate }: Pick<StoredEntry, 'certificate'>) {
  const text = useTexts(texts);
  const moment = useMoment();
  if (!certificate) return <Paragraph>{text.noCertificate}</Paragraph>;
  const { subject, issuer, serial, fingerprint, validFrom, validTo, undetermined } = certificate;
  return (
    <Facts
      facts={[
        [text.subject, subject],
        [text.issuer, issuer],
        [
          text.serial,
          <FindButton key="serial" search={{ certificate: serial }}>
            {serial}
          </FindButton>,
        ],
        [
          text.fingerprint,
          <FindButton key="fingerprint" search={{ certificate: fingerprint }}>
            {fingerprint}
          </FindButton>,
        ],
        [text.valid, `${moment(validFrom)} – ${moment(validTo)}`],
        ...(undetermined === undefined ? [] : ([[text.revocation, `${text.undetermined} ${undetermined}`]] as const)),
      ]}
    />
  );
}
