// Asks for the plan that waits for the user’s approval.
import {nameOf} from '../state/session.js';

export const createPlanCommands = (store, api) => ({
  /** @param draft (name, item) → the assignments as the user has left them before, or null */
  async openPlan(item, draft) {
    const name = nameOf(store.get().current.session);
    try {
      const plan = await api.plan(name);
      store.dispatch({type: 'planOpened', plan, draft: draft(name, plan.item)});
    } catch (refused) {
      store.dispatch({type: 'answerRefused', item, text: refused.message});
    }
  },
});
