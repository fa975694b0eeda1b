import type { CareType, CountyCode, DirectorySearch } from '../../faces/portal-api/shapes/directory.ts';
import { OneOf } from '../common/one-of.tsx';
import { useTexts } from '../texts/language.tsx';
import { useIsPublic } from './audience.ts';
import { texts } from './texts.ts';

const kinds = ['unit', 'person'] as const;
const counties: readonly CountyCode[] = ['25', '24', '22'];
const careTypes: readonly CareType[] = ['01', '02', '03', '04'];

interface FiltersProps {
  readonly asked: DirectorySearch;
  readonly ask: (asked: DirectorySearch) => void;
}

/** Units or people, a county, a form of care; each from the first page. */
export function Filters({ asked, ask }: FiltersProps) {
  const { search, careTypes: careTypeNames } = useTexts(texts);
  const isPublic = useIsPublic();
  return (
    <div className="directory__filters">
      {!isPublic && (
        <AnyOrOne
          label={search.kind}
          any={search.anyKind}
          among={kinds}
          names={search.kinds}
          value={asked.kind}
          change={(kind) => ask({ ...asked, kind, page: 1 })}
        />
      )}
      <AnyOrOne
        label={search.county}
        any={search.anyCounty}
        among={counties}
        names={search.counties}
        value={asked.county}
        change={(county) => ask({ ...asked, county, page: 1 })}
      />
      {asked.kind !== 'person' && (
        <AnyOrOne
          label={search.careType}
          any={search.anyCareType}
          among={careTypes}
          names={careTypeNames}
          value={asked.careType}
          change={(careType) => ask({ ...asked, careType, page: 1 })}
        />
      )}
    </div>
  );
}

interface AnyOrOneProps<Value extends string> {
  readonly label: string;
  readonly any: string;
  readonly among: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
  readonly value: Value | undefined;
  readonly change: (value: Value | undefined) => void;
}

function AnyOrOne<Value extends string>({ label, any, among, names, value, change }: AnyOrOneProps<Value>) {
  return (
    <OneOf<Value | ''>
      label={label}
      among={[['', any], ...among.map((one) => [one, names[one]] as const)]}
      value={value ?? ''}
      change={(one) => change(one === '' ? undefined : one)}
      isSmall
    />
  );
}
