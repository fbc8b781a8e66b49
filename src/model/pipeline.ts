/** What builds and deploys: jobs of pipelines, with what they may do, what they use, and whose texts reach their commands. */
import type { Span } from '../source/span.ts';
import type { Noun, Provider } from './noun.ts';
import type { Answer, Slot, Value } from './value.ts';

/** One job: steps that run on one machine. */
export interface PipelineJob extends Noun {
  readonly kind: 'pipeline-job';
  /** Does it change something outside of its machine? */
  readonly deploys: boolean;
  /** Do secrets or a cloud's credentials come into it? */
  readonly holdsSecrets: boolean;
  readonly keys: readonly CloudKey[];
  readonly components: readonly Component[];
  readonly rights: readonly TokenRights[];
  readonly injections: readonly Injection[];
  readonly checkouts: readonly ForeignCheckout[];
  readonly prints: readonly Print[];
}

/** A credential of a cloud that is valid until somebody takes it away. */
export interface CloudKey {
  readonly cloud: Provider;
  /** `an AWS access key`. */
  readonly what: string;
  readonly value: Value<string>;
  /** Signs in by the pipeline's own identity instead. */
  readonly federate?: Slot<true> | undefined;
}

/** Somebody else's code that a job runs: an action, an image, a template. */
export interface Component {
  /** `owner/name@v1`. */
  readonly reference: Value<string>;
  readonly name: string;
  /** `hash`: always the same; `tag`: its owner can move it; `branch`: it moves with every change. */
  readonly version: 'hash' | 'tag' | 'branch' | 'unknown';
  /** Made by the one who runs the pipelines or the cloud, who is trusted anyway. */
  readonly isPlatforms: boolean;
}

/** What the token of a job may do in the repository. */
export interface TokenRights {
  readonly extent: 'everything' | 'shared' | 'unsaid';
  /** What may be written, for those that are named. */
  readonly scopes: readonly string[];
  readonly at: Span;
  /** Lets it read only. */
  readonly narrow?: Slot<true> | undefined;
}

/** A text that strangers choose, put into a command before the command is parsed. */
export interface Injection {
  /** `github.event.pull_request.title`. */
  readonly expression: string;
  readonly at: Span;
  /** Hands it over as a variable. */
  readonly indirect?: Slot<true> | undefined;
}

/** The code of strangers, fetched by a job that has the rights of the repository. */
export interface ForeignCheckout {
  readonly at: Span;
  /** Does something let in only some of it? */
  readonly guarded: Answer;
  readonly trigger: string;
}

/** A secret that is written to the log. */
export interface Print {
  readonly name: string;
  readonly at: Span;
  /** Shown in a form that nobody recognises as the secret. */
  readonly disguised: boolean;
}
