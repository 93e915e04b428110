import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseId, DeploymentId } from '../../../src/shared/model.ts';
import { need, type TrialApp, trialApp } from '../trial-app.ts';
import { requestOf, schemeDesk } from './scheme-steps.ts';

// CoP 3.3: who is served first, by whom that was said and why, and what the customers are told of it.

describe('the waiting list', () => {
  let trial: TrialApp;
  let desk: ReturnType<typeof schemeDesk>;
  let caseId: CaseId;
  const ids: DeploymentId[] = [];
  const order = async (): Promise<(number | null)[]> => {
    const all = await trial.ok('deployments.list', {});
    return ids.map((id) => need(all.find((each) => each.id === id)).position);
  };
  const at = (index: number): { deploymentId: DeploymentId } => ({ deploymentId: need(ids[index]) });

  beforeAll(async () => {
    trial = await trialApp();
    desk = schemeDesk(trial);
    await trial.setUp();
    await trial.signIn('officer');
    caseId = (await trial.ok('cases.open', { reactRef: 'ASB/2026/0417', title: 'Noise' })).id;
    for (const place of ['1 Hillgate', '2 Hillgate', '3 Hillgate'])
      ids.push((await trial.ok('waiting.request', requestOf(caseId, place))).id);
    ids.push((await trial.ok('waiting.request', { ...requestOf(caseId, '4 Hillgate'), system: 'idcam' })).id);
  });
  afterAll(() => trial.remove());

  test('goes by the day of the request, each kind of system in a line of its own', async () => {
    expect(await order()).toEqual([1, 2, 3, 1]);
  });

  test('puts the urgent first, with a ground and a reason, and the numbers of all others follow', async () => {
    await trial.ok('waiting.tellCustomer', { ...at(0), how: 'phone', told: 'First in line.' });
    expect(await desk.due('waiting-list')).toEqual([]);
    const urgent = { ...at(2), urgency: 'urgent', ground: 'hate-crime', reasons: 'Slurs, and a brick.' } as const;
    expect(await desk.clause('waiting.setUrgency', { ...at(2), urgency: 'urgent', reasons: 'x' })).toBe('3.3');
    expect(await desk.clause('waiting.setUrgency', { ...urgent, urgency: 'ordinary' })).toBe('3.3');
    const set = await trial.ok('waiting.setUrgency', urgent);
    expect(set).toMatchObject({
      position: 1,
      urgencySet: { positionBefore: 3, positionAfter: 1, by: 'Alan Sutcliffe' },
    });
    expect(await order()).toEqual([2, 3, 1, 1]);
    expect((await trial.refused('waiting.setUrgency', urgent)).code).toBe('conflict');
    expect(await desk.due('waiting-list')).toEqual(['Mrs Patel was told number 1 and is number 2 now']);
    await trial.ok('waiting.tellCustomer', { ...at(0), how: 'phone', told: 'Second now.' });
    expect(await desk.due('waiting-list')).toEqual([]);
  });

  test('is ordered by the manager too, and every change of it stands in the ledger', async () => {
    await desk.as('manager');
    const priority = { ...at(1), urgency: 'priority', ground: 'hearing', reasons: 'Listed for 3 November.' } as const;
    await trial.ok('waiting.setUrgency', priority);
    expect(await order()).toEqual([3, 2, 1, 1]);
    await trial.ok('waiting.setUrgency', { ...at(2), urgency: 'ordinary', reasons: 'They have moved away.' });
    expect(await order()).toEqual([2, 1, 3, 1]);
    const { rows } = await trial.ok('ledger.search', { action: 'waiting.setUrgency' });
    expect(rows.map(({ actor }) => actor)).toEqual(['Morag Whitfield', 'Morag Whitfield', 'Alan Sutcliffe']);
    await desk.as('officer');
    await trial.ok('waiting.withdraw', { ...at(1), reason: 'No longer needed.' });
    expect((await trial.refused('waiting.setUrgency', priority)).code).toBe('conflict');
    expect(await order()).toEqual([1, null, 2, 1]);
    expect(trial.bugs).toEqual([]);
  });
});
