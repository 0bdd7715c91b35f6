import type {
  AttachmentShown,
  PayTo,
  PayoutMethod,
  ScheduleDocument,
  ScheduleLineId,
} from "../../host/bindings";
import type { Line } from "../../shared/grid/types";

/** What is open over a schedule. */
export type ScheduleSheet =
  | { readonly kind: "fund"; readonly method: PayoutMethod }
  | { readonly kind: "paste"; readonly text: string }
  | {
      readonly kind: "attach";
      readonly lineId: ScheduleLineId | null;
      readonly document: ScheduleDocument;
      readonly files: readonly File[];
    }
  | { readonly kind: "verify"; readonly lineId: ScheduleLineId }
  | { readonly kind: "bank"; readonly payTo: PayTo }
  | { readonly kind: "send_back" }
  | { readonly kind: "withdraw" }
  | { readonly kind: "reverse" }
  | { readonly kind: "leave_out"; readonly line: Line }
  | { readonly kind: "file"; readonly file: AttachmentShown };
