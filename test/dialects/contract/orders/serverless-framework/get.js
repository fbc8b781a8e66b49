/** Stands for the code of the function. */
exports.handler = async () => ({ statusCode: 200 });
