// Searching: the panel under the field of every page, and the results page. The index comes with the first query.

import "./search_results.js";
import "./site_search.js";
