import type { Migration } from '../migration.ts';

/** For what is asked at every sign-in: without these it costs more with each recording a vault has ever held. */
export const migration: Migration = {
  number: 8,
  name: 'indexes',
  sql: `
CREATE INDEX objects_kept ON objects (id) WHERE disposed_at IS NULL;
CREATE INDEX retrievals_by_incident ON retrievals (incident_id);
CREATE INDEX retrievals_running ON retrievals (id) WHERE state = 'running';
CREATE INDEX retrieved_parts ON retrieved_files (retrieval_id) WHERE outcome = 'master' AND role <> 'footage';
CREATE INDEX recordings_by_master ON recordings (master_id);
CREATE INDEX recordings_by_retrieval ON recordings (retrieval_id);
CREATE INDEX recordings_unexamined ON recordings (number) WHERE facts IS NULL;
CREATE INDEX recordings_quarantined ON recordings (number) WHERE quarantined_at IS NOT NULL;
CREATE INDEX viewings_open ON viewings (id) WHERE ending = 'open';
CREATE INDEX stills_by_state ON stills (state);
`,
};
