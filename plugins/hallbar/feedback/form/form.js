// The two forms of a page: the question if it helped, and the report of a problem. Joined into one file with what it imports.

import { PageFeedback } from "./page_feedback.js";
import { PageReport } from "./page_report.js";

customElements.define("page-feedback", PageFeedback);
customElements.define("page-report", PageReport);
