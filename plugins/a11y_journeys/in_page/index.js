// The functions that Python calls. They become members of one global: ../script.py links all modules.

import * as announcement from "./changes/announcement.js";
import * as hover from "./changes/hover.js";
import * as motion from "./changes/motion.js";
import { settle } from "./changes/settle.js";
import * as transitions from "./changes/transitions.js";
import * as contrast from "./colours/contrast.js";
import * as forcedColours from "./colours/forced_colours.js";
import { ancestry } from "./dom/ancestry.js";
import { firstOfEachKind } from "./dom/controls.js";
import * as axe from "./engines/axe.js";
import * as ibm from "./engines/ibm.js";
import * as dialogEscape from "./keyboard/dialog_escape.js";
import * as focusIndicator from "./keyboard/focus_indicator.js";
import * as freeze from "./keyboard/freeze.js";
import * as skipLink from "./keyboard/skip_link.js";
import * as startingPoint from "./keyboard/starting_point.js";
import * as tabbing from "./keyboard/tabbing.js";
import * as tabbingFindings from "./keyboard/tabbing_findings.js";
import * as languageNames from "./language/language_names.js";
import { texts } from "./language/texts.js";
import * as largerText from "./layout/larger_text.js";
import * as reflow from "./layout/reflow.js";
import * as dragging from "./pointer/dragging.js";
import * as targets from "./pointer/targets.js";

export {
  ancestry,
  announcement,
  axe,
  contrast,
  dialogEscape,
  dragging,
  firstOfEachKind,
  focusIndicator,
  forcedColours,
  freeze,
  hover,
  ibm,
  languageNames,
  largerText,
  motion,
  reflow,
  settle,
  skipLink,
  startingPoint,
  tabbing,
  tabbingFindings,
  targets,
  texts,
  transitions,
};
