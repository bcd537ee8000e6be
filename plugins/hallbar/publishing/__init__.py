"""Publishing: releases of a built site, and the link to the current one."""
