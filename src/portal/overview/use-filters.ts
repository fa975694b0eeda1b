import { useQuery, useQueryClient } from '@tanstack/react-query';
import { patientKey } from '../patient/patient.tsx';
import { type Filters, noFilters } from './filters.ts';

const filtersKey = [patientKey, 'filters'] as const;

/** Filters last as long as the patient is open, in memory alone: what is looked for may tell of her. */
export function useFilters(): readonly [filters: Filters, change: (filters: Filters) => void] {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: filtersKey,
    queryFn: () => noFilters,
    initialData: noFilters,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return [data, (filters) => queries.setQueryData(filtersKey, filters)];
}
