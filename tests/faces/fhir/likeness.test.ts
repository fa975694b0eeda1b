import { expect, it } from 'vitest';
import { mapDiagnosis } from '../../../src/faces/fhir/mapping/diagnosis.ts';
import { markedAsLike } from '../../../src/faces/fhir/mapping/likeness.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { asJson, contextFor, diagnosis, fhirSystem } from './samples.ts';

const condition = mapDiagnosis(diagnosis(), contextFor());

it('says which record a resource may be another telling of', () => {
  const like = { ...diagnosis(), likenessOf: { source: fhirSystem, documentId: 'dok-9' } };
  const [marked] = markedAsLike({ resources: [condition] }, like).resources.map(asJson);
  expectValidResource(marked as typeof condition);
  expect(marked?.extension?.at(-1)).toMatchObject({
    url: 'https://norrbryggan.example/fhir/StructureDefinition/possible-duplicate-of',
    valueReference: { identifier: { value: 'dok-9' }, display: fhirSystem },
  });
});

it('leaves a record like no other as it is', () => {
  expect(markedAsLike({ resources: [condition] }, diagnosis())).toEqual({ resources: [condition] });
});
