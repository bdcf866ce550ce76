import { randomUUID } from 'node:crypto';
import { EndpointProcess } from './endpoint.ts';
import { OfficeClient } from './office-client.ts';

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

  async close(activity: string): Promise<void> {
    await this.office.edit('activity', activity, 1, {
      survey: { open: false, closesAt: null, questionnaire: null },
    });
  }

  async phoneLink(name: string): Promise<string> {
    return this.office.link('link', [await this.activity(name)]);
  }

  /** The responses that have arrived at the office, as it pulls them. */
  async received(): Promise<{ id: string; activity: string; comment: string; answers: object }[]> {
    const items = await this.office.pullAll();
    return items
      .filter(({ type }) => type === 'response')
      .map(({ response }) => response as Awaited<ReturnType<Field['received']>>[number]);
  }

  async dispose(): Promise<void> {
    await this.endpoint.dispose();
  }
}
