import './marks.css';
import { Tag } from '@digdir/designsystemet-react';
import {
  ArchiveIcon,
  ArrowsUpDownIcon,
  CalendarIcon,
  ChatExclamationmarkIcon,
  CircleSlashIcon,
  ExclamationmarkTriangleIcon,
  EyeSlashIcon,
  FilesIcon,
  HourglassIcon,
  MinusCircleIcon,
  NotePencilDashIcon,
  PencilLineIcon,
  PersonIcon,
  PlusCircleIcon,
  StopIcon,
} from '@navikt/aksel-icons';
import type { ComponentType, SVGAttributes } from 'react';
import type { Mark } from '../records/item.ts';
import { useTexts } from '../texts/language.tsx';
import { markTexts } from './mark-texts.ts';

interface Look {
  readonly color: 'danger' | 'warning' | 'info' | 'neutral';
  readonly Icon: ComponentType<SVGAttributes<SVGSVGElement>>;
}

const looks: Readonly<Record<Mark, Look>> = {
  unreadable: { color: 'danger', Icon: ExclamationmarkTriangleIcon },
  withdrawn: { color: 'danger', Icon: CircleSlashIcon },
  obsolete: { color: 'neutral', Icon: ArchiveIcon },
  negated: { color: 'warning', Icon: MinusCircleIcon },
  cancelled: { color: 'neutral', Icon: CircleSlashIcon },
  corrected: { color: 'warning', Icon: PencilLineIcon },
  preliminary: { color: 'warning', Icon: HourglassIcon },
  supplementary: { color: 'info', Icon: PlusCircleIcon },
  unsigned: { color: 'warning', Icon: NotePencilDashIcon },
  'dissenting-opinion': { color: 'warning', Icon: ChatExclamationmarkIcon },
  'order-ended': { color: 'neutral', Icon: StopIcon },
  'order-planned': { color: 'info', Icon: CalendarIcon },
  'self-medication': { color: 'info', Icon: PersonIcon },
  'outside-reference': { color: 'warning', Icon: ArrowsUpDownIcon },
  'not-shown-to-patient': { color: 'neutral', Icon: EyeSlashIcon },
  'possible-duplicate': { color: 'neutral', Icon: FilesIcon },
};

/** What decides how something may be used, each in words with a sign; nothing where there are none. */
export function MarksInWords({ marks }: { readonly marks: readonly Mark[] }) {
  const text = useTexts(markTexts);
  if (marks.length === 0) return null;
  return (
    <span className="marks">
      {marks.map((mark) => {
        const { color, Icon } = looks[mark];
        return (
          <Tag key={mark} data-color={color} data-size="sm" variant="outline">
            <Icon aria-hidden />
            {text[mark]}
          </Tag>
        );
      })}
    </span>
  );
}
