import { describe, expect, it } from 'vitest';
import { readNpoRequest } from '../../../src/faces/npo/request.ts';
import { namespace } from '../../../src/riv13606/index.ts';
import { soap } from '../../sources/record-system.ts';

const limits = { depth: 16, elements: 100, textLength: 1_000 };

const asked = (content: string) => {
  const patient = '<subject_of_care_id root="1.2.752.129.2.1.3.1" extension="191212121212"/>';
  const request = `<RIV13606REQUEST_EHR_EXTRACT_request xmlns="${namespace}">${patient}${content}</RIV13606REQUEST_EHR_EXTRACT_request>`;
  const question = readNpoRequest(soap(request), limits, {});
  return 'extract' in question ? question.extract : undefined;
};

describe('the question', () => {
  it.each(['false', '0'])('leaves out the days of a period whose ends are open (%s)', (closed) => {
    const period = `<time_period lowClosed="${closed}" highClosed="${closed}"><low value="20240101"/><high value="20240131"/></time_period>`;
    expect(asked(period)?.period).toEqual({ start: '20240102', end: '20240130' });
  });

  it.each(['true', '1'])('says what makes no difference, in both words of XML (%s)', (yes) => {
    expect(asked(`<all_versions value="${yes}"/><multimedia_included value="${yes}"/>`)?.unmet).toEqual([
      'all_versions',
      'multimedia_included',
    ]);
    expect(asked('<max_sensitivity value="3"/><archetype_ids extension="x"/>')?.unmet).toEqual([
      'max_sensitivity',
      'archetype_ids',
    ]);
    expect(asked('<all_versions value="false"/><multimedia_included value="0"/><max_sensitivity/>')?.unmet).toEqual([]);
  });
});
