import type { IconName } from "../icons/paths";

/** A step that needs a yes: the button names the verb and the amount. */
export type Question = {
  title: string;
  /** What will happen, line by line. */
  effects: readonly string[];
  /** "Withdraw CTR-2026-014" */
  verb: string;
  icon?: IconName;
  /** Destroys or moves money: the button is red. */
  isDanger?: boolean;
};

/** A rule that said no. */
export type Refused = {
  /** "Terms cannot change now" */
  title: string;
  /** The rule and the compared values in one sentence. */
  text: string;
  /** What was compared, if there is more than the sentence. */
  compared?: readonly { rule: string; what: string; limit: string; is: string }[];
  ways?: readonly { icon: IconName; name: string; detail: string; verb: string; run: () => void }[];
};

type Asked = { question: Question; answer: (yes: boolean) => void };

class Ask {
  asked = $state.raw<Asked | null>(null);
  refused = $state.raw<Refused | null>(null);

  /** Opens the confirm sheet; false if it was left. */
  confirm(question: Question): Promise<boolean> {
    this.asked?.answer(false);
    return new Promise((resolve) => {
      const answer = (yes: boolean) => {
        this.asked = null;
        resolve(yes);
      };
      this.asked = { question, answer };
    });
  }

  /** Shows a refusal: the rule, the values, the ways on. */
  refuse(refused: Refused): void {
    this.refused = refused;
  }
}

/** Questions and refusals, drawn once by the shell. */
export const ask = new Ask();
