import { type Grid } from '../../core';
import { type LinkJob, type PaneState } from './pane-state';
import { type LinkedPlan, type LinkEvent, type LinkTalk } from './link-talk';
/** What a person says about the link with a budget, and what comes of it. */
export type LinkFlowEvent = LinkEvent
/** They want to see how the budget would be read; `plan` is what the server has now. */
 | {
    readonly type: 'link-asked';
    readonly plan: LinkedPlan;
} | {
    readonly type: 'link-confirmed';
}
/** The workbook's budget is to be a treasurer's no longer. */
 | {
    readonly type: 'unlink-asked';
} | {
    readonly type: 'link-closed';
}
/** The server keeps the link, or has forgotten it. */
 | {
    readonly type: 'link-kept';
};
/** The workbook was read for a link: it is talked about; or, to be taken away, it is done at once. */
export declare const whenReadForLink: (state: PaneState, job: Extract<LinkJob, {
    step: "reading";
}>, grid: Grid, link: LinkTalk | null, fileName: string | null) => PaneState;
/** What comes of an event of the link. */
export declare const nextLinkState: (state: PaneState, event: LinkFlowEvent) => PaneState;
/** After the names were written: what a sync brings now is looked at, and shown. */
export declare const whenNamed: (state: PaneState, { names }: Extract<LinkJob, {
    step: "writing";
}>) => PaneState;
