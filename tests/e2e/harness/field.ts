import { randomUUID } from 'node:crypto';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { QuestionnaireContent } from '#domain/questionnaire.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { EndpointProcess } from './endpoint.ts';
import { OfficeClient } from './office-client.ts';

export interface ReceivedResponse {
  readonly id: string;
  readonly activity: string;
  readonly comment: string;
  readonly answers: object;
  readonly place: { readonly sequence: number; readonly previousHash: string };
}

/** A real endpoint with an office that has prepared events: what a story in the field begins with. */
export class Field {
  readonly endpoint: EndpointProcess;
  readonly office: OfficeClient;

  private constructor(endpoint: EndpointProcess, office: OfficeClient) {
    this.endpoint = endpoint;
    this.office = office;
  }

  static async prepare(environment: Record<string, string> = {}): Promise<Field> {
    const endpoint = await EndpointProcess.start({ environment });
    const office = new OfficeClient(endpoint);
    await office.setUp();
    return new Field(endpoint, office);
  }

  /** Enters an activity that is open for rating; `hours` from now it begins. Returns its id. */
  async activity(name: string, hours = -1): Promise<string> {
    const id = randomUUID();
    await this.office.edit('activity', id, 0, {
      ...{ id, name, category: 'upacara', end: null, place: 'Alun-Alun Kota Probolinggo' },
      start: new Date(Date.now() + hours * 3_600_000).toISOString(),
      ...{ organiser: 'Bagian Umum', leaders: ['wali-kota'], dress: 'PDH', status: 'terjadwal' },
      ...{ officers: '', invited: null, notes: '', exclusion: null },
      survey: { open: true, closesAt: null, questionnaire: null },
    });
    return id;
  }

  /** Enters a questionnaire of the office's own. */
  async questionnaire(content: QuestionnaireContent): Promise<{ id: string; version: number }> {
    const [id, version] = [`kuesioner-${randomUUID().slice(0, 8)}`, 1];
    const questionnaire = { id, version, hash: await sha256Hex(canonicalJson(content)), content };
    await this.office.edit('questionnaire', `${id}:${version}`, 0, {
      ...{ id: `${id}:${version}`, questionnaire },
    });
    return { id, version };
  }

  async close(activity: string): Promise<void> {
    await this.office.edit('activity', activity, 1, {
      survey: { open: false, closesAt: null, questionnaire: null },
    });
  }

  async phoneLink(name: string): Promise<string> {
    return this.office.surveyLink(await this.activity(name));
  }

  /** Address that makes a browser a kiosk of these activities. */
  kioskEnrolment(activities: readonly string[], label = 'Tablet 1'): Promise<string> {
    return this.office.enrolmentLink(activities, label);
  }

  /** The responses that have arrived at the office, as it pulls them. */
  async received(): Promise<ReceivedResponse[]> {
    const items = await this.office.pullAll();
    return items
      .filter(({ type }) => type === 'response')
      .map(({ response }) => response as ReceivedResponse);
  }

  async dispose(): Promise<void> {
    await this.endpoint.dispose();
  }
}
